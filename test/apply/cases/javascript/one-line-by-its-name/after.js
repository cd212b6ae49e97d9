const host = 'localhost';
const port = process.env.PORT ?? 3000;
const retries = 5;
