import html from "../../index.html?raw";

/** For tests: the body of index.html as the server sends it, without its script. */
export function pageAtRest(): Node[] {
  const page = new DOMParser().parseFromString(html, "text/html");
  return [...page.body.childNodes];
}
