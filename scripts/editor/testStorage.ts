/** Environment variable that tells the tests in an editor where extensions keep what is not a project's. */
export const testStorageVariable = "DRAWBRIDGE_TEST_STORAGE";
