const host = 'localhost';
const port = 3000;
const retries = 5;
