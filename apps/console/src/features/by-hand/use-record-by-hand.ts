import { handRoutes } from "@nightlight/contracts/counsellor/by-hand";
import type { HandChannelKind, Language } from "@nightlight/domain/contact/channel";
import { call } from "@nightlight/door/client/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { openContact } from "../../shared/desk-state.ts";
import { deskQuery } from "../../shared/queries.ts";

export type HandWords = {
  readonly kind: HandChannelKind;
  readonly language: Language;
  readonly receivedAt: string;
  readonly whoSays: string;
  readonly reference: string;
  readonly origin: string;
};

/** Records by hand and opens the record. One form is one key: pressing again after a lost answer makes no second one. */
export function useRecordByHand(onRecorded: () => void) {
  const client = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: (words: HandWords) => call(handRoutes.record, { body: { key, ...words } }),
    onSuccess: async ({ contactId }) => {
      await client.invalidateQueries({ queryKey: deskQuery.queryKey });
      openContact(contactId);
      onRecorded();
    },
  });
}
