import type { EscalationReading } from "@nightlight/commands/escalation/read-escalation";
import type { Agency } from "@nightlight/documents/agency";
import { print, type Printable } from "@nightlight/documents/render";
import type { Transfer } from "@nightlight/documents/transfer-slip/transfer-slip";
import type { FastifyReply } from "fastify";

/** Answers with a paper to save or print. The name of the file says what it is, nothing of whom it is about, and whether it is from a demo. */
export async function sendPaper(reply: FastifyReply, printable: Printable, isDemo: boolean): Promise<never> {
  const bytes = await print(printable, isDemo);
  return reply
    .type("application/pdf")
    .header("content-disposition", `attachment; filename="${isDemo ? "demo-" : ""}${printable.kind}.pdf"`)
    .send(Buffer.from(bytes)) as never;
}

/** What was sent with an escalation, as its slip says it. */
export function transferOf({ escalation, content, offices }: EscalationReading, agency: Agency): Transfer {
  const { number, sentAt, receivedAt, addressed } = escalation;
  return {
    agency,
    number,
    sentAt,
    receivedAt,
    to: addressed.map(({ authorityId, at }) => ({ name: offices.get(authorityId)?.authority.name ?? "–", at })),
    content,
  };
}
