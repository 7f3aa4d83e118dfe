export { createClient, NoAnswerError, ProblemError, type CallInput, type CallReply, type ClientOptions } from "../client.ts";
