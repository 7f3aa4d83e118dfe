import { rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";

/** A line between two processes that can be cut and mended. Whoever uses it sees what a pulled cable or a dead switch shows. */
export type Line = {
  /** Every connection ends at once, and nobody gets through any more. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
};

/** Lays a line: what comes to the unix socket `from` goes on to the unix socket `to`. */
export async function layLine(from: string, to: string): Promise<Line> {
  const ends = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(to);
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end.once("close", () => {
        ends.delete(end);
        other.destroy();
      });
      end.on("error", () => end.destroy());
      end.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(from, resolve));
  const hangUp = (): void => {
    for (const end of ends) end.destroy();
  };
  return {
    cut() {
      isCut = true;
      hangUp();
    },
    mend() {
      isCut = false;
    },
    async close() {
      hangUp();
      await new Promise((resolve) => server.close(resolve));
      rmSync(from, { force: true });
    },
  };
}
