/** By site, to be asked in its page: have its own scripts done what they do to the page? */
export const ready = {
  docusaurus: () => document.documentElement.dataset.hasHydrated === "true",
  vitepress: () => document.querySelector("#app").__vue_app__,
  starlight: () => customElements.get("starlight-toc"),
  eleventy: () => true, // it has none
  hexo: () => window.jQuery,
  butterfly: () => document.querySelector(".highlight-tools"),
  next: () => document.querySelector("article aside"),
};
