export const a = 1;
<<<<<<< HEAD
export const b = 2;
=======
export const b = 3;
>>>>>>> feature
