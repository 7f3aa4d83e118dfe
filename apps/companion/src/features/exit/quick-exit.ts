/** A dull page of the same server, which also clears what the browser kept of this one. */
const DULL_PAGE = "/exit";
const PRESSES = 3;
const LONGEST_PAUSE_MS = 1_500;

/**
 * Makes the plain exit link leave without a trace in the list of the back button, and listens for Shift pressed three
 * times. The page is hidden before anything else is tried: whatever fails after that, nobody reads over the shoulder.
 */
export function armQuickExit(link: HTMLElement, forget: () => void): () => void {
  const until = new AbortController();
  const { signal } = until;
  const countShift = shiftCounter(() => leave());

  function leave() {
    document.documentElement.hidden = true;
    try {
      forget();
    } finally {
      document.body.replaceChildren();
      location.replace(DULL_PAGE);
    }
  }

  link.addEventListener(
    "click",
    (event) => {
      event.preventDefault();
      leave();
    },
    { signal },
  );
  addEventListener("keydown", countShift, { capture: true, signal });
  // The back button may bring this page out of the browser's memory, chat and all.
  addEventListener("pageshow", (event) => (event.persisted ? leave() : undefined), { signal });
  return () => until.abort();
}

function shiftCounter(leave: () => void): (event: KeyboardEvent) => void {
  let presses = 0;
  let lastAt = 0;
  return (event) => {
    if (event.repeat) return;
    const isQuick = event.timeStamp - lastAt <= LONGEST_PAUSE_MS;
    lastAt = event.timeStamp;
    presses = event.key === "Shift" ? (isQuick ? presses : 0) + 1 : 0;
    if (presses === PRESSES) leave();
  };
}
