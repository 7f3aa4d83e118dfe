// The companion reaches nothing of the contracts but this folder; the client is the one thing that all apps share.
export { createClient, NoAnswerError, ProblemError, type CallReply } from "../client.ts";
