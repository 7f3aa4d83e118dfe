import { receivedEscalationRoutes, type ReceivedEscalationView } from "@nightlight/contracts/authority/escalation";
import { officeRoutes } from "@nightlight/contracts/authority/office";
import { reportDraftRoutes } from "@nightlight/contracts/authority/report-draft";
import { sessionRoutes, type MeView } from "@nightlight/contracts/staff/session";
import { createQueryClient } from "@nightlight/door/client/query-client";
import { Refused, stub, type Asked } from "@nightlight/door/testing/stub-server";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { App } from "../src/app/app.tsx";
import { FakeSocket } from "./fake-socket.ts";
import { inSeconds, MAI, OFFICE, rowOf } from "./fixtures.ts";

export type Stage = {
  readonly user: ReturnType<typeof userEvent.setup>;
  readonly socket: FakeSocket;
  /** The stubbed server's truth by id; tests change it as the real one would. */
  readonly truth: Map<string, ReceivedEscalationView>;
  /** What is kept of reports that are being written. */
  readonly drafts: Map<string, string>;
  /** What was said of having received and looked at escalations. */
  readonly delivered: readonly Asked[];
  readonly seen: readonly Asked[];
};

/** Stubs the server that holds these escalations, for somebody who is signed in. */
export function stubOffice(
  escalations: readonly ReceivedEscalationView[],
  me: MeView = MAI,
): Omit<Stage, "user" | "socket"> {
  const drafts = new Map<string, string>();
  const truth = new Map(escalations.map((view) => [view.id, view]));
  const find = (id: string | undefined): ReceivedEscalationView => {
    const view = truth.get(id ?? "");
    if (view === undefined) throw new Refused(404, "not-found", "Không tìm thấy.");
    return view;
  };
  const mark = (status: "delivered" | "seen") => (asked: Asked) => {
    const view = find(asked.params["escalationId"]);
    truth.set(view.id, { ...view, status });
    return { ok: true as const };
  };
  stub(sessionRoutes.me, () => ({ me, now: inSeconds(0) }));
  stub(officeRoutes.mine, () => OFFICE);
  stub(receivedEscalationRoutes.inbox, () => ({ now: inSeconds(0), escalations: [...truth.values()].map(rowOf) }));
  stub(receivedEscalationRoutes.read, ({ params }) => find(params["escalationId"]));
  stub(reportDraftRoutes.read, ({ params }) => ({
    text: drafts.get(params["escalationId"] ?? "") ?? "",
    savedAt: null,
  }));
  stub(reportDraftRoutes.keep, ({ params, body }) => {
    drafts.set(params["escalationId"] ?? "", (body as { text: string }).text);
    return { savedAt: inSeconds(0) };
  });
  return {
    truth,
    drafts,
    delivered: stub(receivedEscalationRoutes.delivered, mark("delivered")),
    seen: stub(receivedEscalationRoutes.seen, mark("seen")),
  };
}

/** Renders the whole workspace, signed in, and waits for the list. */
export async function renderCasework(escalations: readonly ReceivedEscalationView[]): Promise<Stage> {
  const office = stubOffice(escalations);
  const socket = new FakeSocket();
  render(<App client={createQueryClient()} openSocket={() => socket.asLiveSocket()} />);
  await screen.findByText(OFFICE.name);
  return { ...office, socket, user: userEvent.setup() };
}
