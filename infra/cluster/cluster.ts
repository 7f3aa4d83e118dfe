import { seedLoad, type LoadStaff } from "@nightlight/simulation/load/load-staff";
import { join } from "node:path";
import { migrate } from "../setup/server-program.ts";
import { openBalancer } from "./balancer.ts";
import { addServer, environmentOf, type ServerMember } from "./server-member.ts";
import { startServices, type Services } from "./services.ts";

/** Several real servers on one PostgreSQL and one Redis, each part a process that can be taken away and given back. */
export type Cluster = {
  /** The one address before all servers. */
  readonly origin: string;
  readonly servers: readonly ServerMember[];
  readonly services: Services;
  readonly staff: LoadStaff;
  stop(): Promise<void>;
};

export type ClusterOptions = {
  readonly root: string;
  readonly counsellors: number;
  /** One entry a server; `roles` are "serve,work" unless told otherwise. */
  readonly servers: readonly { readonly roles?: string; readonly clockOff?: number }[];
  /** Needed where PostgreSQL or Redis are killed. */
  readonly isDurable?: boolean;
  /** Told what servers warn of. */
  readonly warn?: (line: string) => void;
};

/** Starts all of it, with counsellors on shift and a gateway. Nothing is left behind after `stop`. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { root, counsellors, isDurable = false, warn = () => undefined } = options;
  const services = await startServices({ isDurable });
  const balancer = await openBalancer();
  const servers: ServerMember[] = [];
  const stop = async (): Promise<void> => {
    await balancer.close();
    await Promise.all(servers.map((server) => server.close()));
    await services.close();
  };
  try {
    const environment = {
      ...environmentOf(services),
      DATABASE_URL: services.appUrl(join(services.postgres.socket, "..")),
      DATABASE_OWNER_URL: services.ownerUrl,
    };
    await migrate({ program: join(root, "apps", "server", "src", "main.ts"), cwd: root, environment });
    const staff = await seedLoad({ ownerUrl: services.ownerUrl, now: new Date(), counsellors });
    const changed = (): void => {
      const taking = servers.filter(({ isUp }, index) => isUp && serves(options.servers[index]?.roles));
      balancer.send(taking.map(({ port }) => port));
    };
    for (const [index, { roles = "serve,work", clockOff = 0 }] of options.servers.entries()) {
      const name = `n${String(index + 1)}`;
      const publicOrigin = balancer.origin;
      servers.push(await addServer({ root, services, name, publicOrigin, roles, clockOff, changed, warn }));
    }
    changed();
    return { origin: balancer.origin, servers, services, staff, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serves(roles = "serve"): boolean {
  return roles.split(",").includes("serve");
}
