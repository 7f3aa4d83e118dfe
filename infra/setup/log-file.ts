import { createWriteStream, mkdirSync, type WriteStream } from "node:fs";
import { dirname } from "node:path";

/** How long a file that could not be written is left alone. */
const TRY_AGAIN_MS = 5_000;

/** A file that lines are added to. */
export type LogFile = { write(line: string): void; end(): void };

/**
 * Opens one. Whoever writes a log must not fall over because it cannot be written: while the disk is full its lines are
 * dropped, `complain` is told once each time it begins, and the file is tried again.
 */
export function openLogFile(path: string, complain: (message: string) => void): LogFile {
  mkdirSync(dirname(path), { recursive: true });
  let stream: WriteStream | undefined;
  let notBefore = 0;
  let isEnded = false;
  const open = (): WriteStream => {
    const opened = createWriteStream(path, { flags: "a", mode: 0o600 });
    opened.on("error", (error) => {
      if (stream !== opened) return;
      stream = undefined;
      if (notBefore === 0) complain(`${path} cannot be written (${error.message}); its lines are lost until it can`);
      notBefore = performance.now() + TRY_AGAIN_MS;
    });
    return opened;
  };
  return {
    write(line) {
      if (isEnded || (stream === undefined && performance.now() < notBefore)) return;
      stream ??= open();
      stream.write(`${line}\n`, (error) => {
        if (!error) notBefore = 0;
      });
    },
    end() {
      isEnded = true;
      stream?.end();
    },
  };
}
