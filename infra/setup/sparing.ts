const AGAIN_AFTER_MS = 60_000;
const REMEMBERED = 100;

/** Says each sentence once a minute at most, and then how often it was meant: a terminal full of one line says nothing else. */
export function sparing(say: (line: string) => void): (line: string) => void {
  const heard = new Map<string, { at: number; more: number }>();
  return (line) => {
    const before = heard.get(line);
    if (before !== undefined && performance.now() - before.at < AGAIN_AFTER_MS) {
      before.more += 1;
      return;
    }
    if (heard.size >= REMEMBERED) heard.clear();
    heard.set(line, { at: performance.now(), more: 0 });
    const more = before?.more ?? 0;
    say(more === 0 ? line : `${line} (and ${String(more)} more times)`);
  };
}
