start();
export const home = {
  title: "Home",
  isShown: true,
};
export const about = {
  title: "About",
  isShown: true,
};
