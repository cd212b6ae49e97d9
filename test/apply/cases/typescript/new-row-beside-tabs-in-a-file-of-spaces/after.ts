export function one(): void {
    first();
    second();
}

export function two(): void {
	third();
	between();
	fourth();
}
