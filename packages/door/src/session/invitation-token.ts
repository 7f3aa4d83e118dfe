const PAGE = /\/welcome\/?$/u;

/**
 * The token of an invitation, from the fragment of the address: browsers send no fragment to any server. It leaves the
 * address, and with it the history, as soon as it was read. Undefined on every other page.
 */
export function takeInvitationToken(): string | undefined {
  const { pathname, hash } = window.location;
  if (!PAGE.test(pathname)) return undefined;
  const token = hash.slice(1);
  window.history.replaceState(null, "", pathname.replace(PAGE, "/"));
  return token === "" ? undefined : token;
}
