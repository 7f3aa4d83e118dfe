type Terminal = Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">;

const EVERY_MS = { terminal: 1_000, file: 15_000 } as const;

/** Keeps one line of a terminal up to date; a file or a pipe gets a new line now and then. */
export function showProgress(line: () => string, out: Terminal): { end(): void } {
  const isTerminal = out.isTTY;
  const show = (): void => {
    const text = `${new Date().toLocaleTimeString("sv-SE")} · ${line()}`;
    if (isTerminal) out.write(`\r\u001b[2K${text.slice(0, Math.max(40, out.columns) - 1)}`);
    else out.write(`${text}\n`);
  };
  const timer = setInterval(show, isTerminal ? EVERY_MS.terminal : EVERY_MS.file);
  return {
    end() {
      clearInterval(timer);
      show();
      if (isTerminal) out.write("\n");
    },
  };
}
