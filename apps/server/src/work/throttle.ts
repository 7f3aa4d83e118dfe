/** Runs an action at most once in a time: at once when quiet, and once more at the end when it was asked for meanwhile. */
export function throttle(everyMs: number, action: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isAskedAgain = false;
  const rest = (): void => {
    timer = undefined;
    if (!isAskedAgain) return;
    isAskedAgain = false;
    run();
  };
  const run = (): void => {
    action();
    timer = setTimeout(rest, everyMs);
    timer.unref();
  };
  return () => {
    if (timer === undefined) run();
    else isAskedAgain = true;
  };
}
