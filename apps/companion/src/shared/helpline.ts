/** The number of this helpline: the page was told it when it was served. */
export const HELPLINE = document.documentElement.dataset["helpline"] ?? "111";

/** Whether somebody ran calls over the internet when the page was served. */
export const HAS_WEB_CALLS = document.documentElement.dataset["webCalls"] !== undefined;

/** Where a tap on it leads. */
export const CALL_HELPLINE = `tel:${HELPLINE.replaceAll(" ", "")}`;
