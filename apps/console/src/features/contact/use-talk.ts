import { talkRoutes, type TransferTo } from "@nightlight/contracts/counsellor/talk";
import type { CallOutcome } from "@nightlight/domain/contact/callback";
import type { TransferKind } from "@nightlight/domain/contact/talk";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { say } from "../../shared/desk-state.ts";
import { readAgain } from "../../shared/queries.ts";

/** What can be done with a conversation beside talking. */
export type TalkAct =
  | { readonly act: "hold" | "resume" | "cancelTransfer" | "passOn" | "part" }
  | {
      readonly act: "transfer";
      readonly offerId: string;
      readonly to: TransferTo;
      readonly kind: TransferKind;
      readonly version: number;
    }
  | { readonly act: "reportCall"; readonly outcome: CallOutcome };

/** Does it, one after the other; whatever the server says, the truth is read again. */
export function useTalk(contactId: string) {
  const client = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    scope: { id: contactId },
    mutationFn: (act: TalkAct) => run(contactId, act),
    onError: (error) => {
      say(problemText(error));
    },
    onSettled: () => readAgain(client, contactId),
  });
}

function run(contactId: string, act: TalkAct) {
  const params = { contactId };
  switch (act.act) {
    case "transfer": {
      const { offerId, to, kind, version } = act;
      return call(talkRoutes.transfer, { params, body: { offerId, to, kind, version } });
    }
    case "reportCall":
      return call(talkRoutes.reportCall, { params, body: { outcome: act.outcome } });
    case "hold":
    case "resume":
    case "cancelTransfer":
    case "passOn":
    case "part":
      return call(talkRoutes[act.act], { params });
  }
}
