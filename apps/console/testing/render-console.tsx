import { contactRoutes, type ContactView, type DeskView } from "@nightlight/contracts/counsellor/contact";
import { escalationRoutes } from "@nightlight/contracts/counsellor/escalation";
import { previousRoutes } from "@nightlight/contracts/counsellor/search";
import { recordRoutes } from "@nightlight/contracts/counsellor/record";
import { readingRoutes } from "@nightlight/contracts/supervisor/access";
import { placeRoutes } from "@nightlight/contracts/staff/place";
import { RECORD_DEFINITIONS } from "@nightlight/domain/record/default-definition";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { createQueryClient } from "@nightlight/door/client/query-client";
import { Refused, stub, type Asked } from "@nightlight/door/testing/stub-server";
import type { QueryClient } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App } from "../src/app/app.tsx";
import { deskQuery } from "../src/shared/queries.ts";
import { FakeSocket } from "./fake-socket.ts";
import { desk, inSeconds, LAN } from "./fixtures.ts";

export type Stage = {
  readonly user: ReturnType<typeof userEvent.setup>;
  readonly socket: FakeSocket;
  readonly client: QueryClient;
  /** The stubbed server's truth; tests change it as the real one would. */
  readonly truth: { desk: DeskView; readonly contacts: Map<string, ContactView> };
  /** What `seen` was asked. */
  readonly seen: Asked[];
};

/** Renders the whole console, signed in, on a stubbed server. Waits until the desk is there. */
export async function renderConsole(
  change: Partial<DeskView> = {},
  contacts: readonly ContactView[] = [],
): Promise<Stage> {
  const truth = {
    desk: desk({ contacts: contacts.map(({ summary }) => summary), ...change }),
    contacts: new Map(contacts.map((view) => [view.summary.id, view])),
  };
  stub(sessionRoutes.me, () => ({ me: LAN, now: inSeconds(0) }));
  stub(contactRoutes.desk, () => ({ ...truth.desk, now: inSeconds(0) }));
  stub(contactRoutes.read, ({ params }) => {
    const view = truth.contacts.get(params["contactId"] ?? "");
    if (view === undefined) throw new Refused(404, "not-found", "Không tìm thấy.");
    return view;
  });
  stub(escalationRoutes.ofContact, () => ({ escalations: [] }));
  stub(escalationRoutes.tasks, () => ({ now: inSeconds(0), tasks: [] }));
  stub(previousRoutes.list, () => ({ strength: null, contacts: [], hasMore: false }));
  stub(recordRoutes.definition, ({ params }) => {
    const found = RECORD_DEFINITIONS.find(({ version }) => version === Number(params["version"]));
    if (found === undefined) throw new Refused(404, "not-found", "Không tìm thấy.");
    return found;
  });
  stub(readingRoutes.ofPerson, () => ({ readings: [], before: null }));
  stub(placeRoutes.find, () => ({ places: [] }));
  const seen = stub(contactRoutes.seen, () => ({ ok: true as const }));
  const socket = new FakeSocket();
  const client = createQueryClient();
  const user = userEvent.setup();
  render(<App client={client} openSocket={() => socket.asLiveSocket()} />);
  await screen.findByRole("heading", { name: /Của tôi/u });
  await client.refetchQueries({ queryKey: deskQuery.queryKey });
  return { user, socket, client, truth, seen };
}
