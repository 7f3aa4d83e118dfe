/** The number of this helpline: the page was told it when it was served. */
export const HELPLINE = document.documentElement.dataset["helpline"] ?? "111";

/** Where a tap on it leads. */
export const CALL_HELPLINE = `tel:${HELPLINE.replaceAll(" ", "")}`;
