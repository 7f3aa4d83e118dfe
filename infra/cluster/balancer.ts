import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** One address before several servers, as an installation has it: whoever loses a server is let in by another. */
export type Balancer = {
  readonly origin: string;
  /** The servers that new connections go to, in turns. None: whoever comes is turned away at once. */
  send(ports: readonly number[]): void;
  close(): Promise<void>;
};

/** Opens the address. Connections through it stay where they are until one side ends them. */
export async function openBalancer(): Promise<Balancer> {
  let ports: readonly number[] = [];
  let turn = 0;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const port = ports[turn++ % Math.max(ports.length, 1)];
    near.on("error", () => near.destroy());
    if (port === undefined) return void near.destroy();
    const far = connect(port, "127.0.0.1");
    far.on("error", () => far.destroy());
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(end);
      end.setNoDelay(true);
      end.once("close", () => {
        open.delete(end);
        other.destroy();
      });
      end.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    send(to) {
      ports = to;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
