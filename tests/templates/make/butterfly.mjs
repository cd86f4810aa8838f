// Hexo with Butterfly: the title stands in the page's header, outside of the article.
import { site as hexo } from "./hexo.mjs";

const config = JSON.parse(hexo.files["_config.yml"]);
const { "hexo-theme-landscape": landscape, ...packages } = hexo.packages;

export const site = {
  ...hexo,
  packages: { ...packages, "hexo-renderer-pug": "3.0.0", "hexo-theme-butterfly": "5.7.0" },
  files: { ...hexo.files, "_config.yml": JSON.stringify({ ...config, theme: "butterfly" }, null, 2) },
  without: undefined,
};
