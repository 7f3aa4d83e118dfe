/** The number of this helpline: the page was told it when it was served. */
export const HELPLINE = document.documentElement.dataset["helpline"] ?? "111";
