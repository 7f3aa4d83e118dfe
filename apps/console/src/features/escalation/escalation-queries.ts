import { escalationRoutes } from "@nightlight/contracts/counsellor/escalation";
import { locationRoutes } from "@nightlight/contracts/counsellor/location";
import { call } from "@nightlight/door/client/api";
import { queryOptions } from "@tanstack/react-query";
import { ESCALATIONS } from "../../shared/queries.ts";

/** A notice may be lost; deadlines pass without one. */
const LOOK_AGAIN_MS = 30_000;

/** Escalations of a contact, newest first. */
export function escalationsOfQuery(contactId: string) {
  return queryOptions({
    queryKey: [...ESCALATIONS, "contact", contactId],
    queryFn: async () => (await call(escalationRoutes.ofContact, { params: { contactId } })).escalations,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** Whom it would go to, and what they would see. Made from the record as it is now, so it is never kept. */
export function proposalQuery(contactId: string, authorityId: string | undefined) {
  return queryOptions({
    queryKey: [...ESCALATIONS, "proposal", contactId, authorityId ?? null],
    queryFn: () =>
      call(escalationRoutes.propose, {
        params: { contactId },
        query: authorityId === undefined ? {} : { authorityId },
      }),
    staleTime: 0,
    gcTime: 0,
  });
}

/** What was asked of the police about where somebody is, and whom one could ask. */
export function locationsQuery(contactId: string) {
  return queryOptions({
    queryKey: [...ESCALATIONS, "locations", contactId],
    queryFn: () => call(locationRoutes.read, { params: { contactId } }),
  });
}

/** Telephone tasks that are mine, or that I am asked to take. */
export const tasksQuery = queryOptions({
  queryKey: [...ESCALATIONS, "tasks"],
  queryFn: async () => (await call(escalationRoutes.tasks, {})).tasks,
  refetchInterval: LOOK_AGAIN_MS,
});

/** Who could make a call: whoever is at work now, so it is read when somebody wants to ask one of them. */
export function taskColleaguesQuery(params: { readonly escalationId: string; readonly taskId: string }) {
  return queryOptions({
    queryKey: [...ESCALATIONS, "task-colleagues", params.escalationId, params.taskId],
    queryFn: async () => (await call(escalationRoutes.taskColleagues, { params })).colleagues,
    staleTime: 0,
    gcTime: 0,
  });
}

/** What to say on the telephone. Every reading is logged, so it is read when asked for and not again. */
export function briefQuery(escalationId: string, taskId: string) {
  return queryOptions({
    queryKey: ["brief", escalationId, taskId],
    queryFn: async () => (await call(escalationRoutes.brief, { params: { escalationId, taskId } })).content,
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** One escalation. */
export function escalationQuery(escalationId: string) {
  return queryOptions({
    queryKey: [...ESCALATIONS, "one", escalationId],
    queryFn: () => call(escalationRoutes.read, { params: { escalationId } }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** Everything that is not closed, for whoever watches. */
export const runningQuery = queryOptions({
  queryKey: [...ESCALATIONS, "running"],
  queryFn: async () => (await call(escalationRoutes.unanswered, {})).escalations,
  refetchInterval: 15_000,
});
