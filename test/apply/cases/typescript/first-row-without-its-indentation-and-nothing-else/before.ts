export class View {
	readonly isOpen = true;
	readonly wasTooSoon: boolean;
	readonly #parts: ViewParts;
	readonly #review: Review;
}
