import { presenceRoutes } from "@nightlight/contracts/counsellor/presence";
import type { ChosenIntent, NextIntent } from "@nightlight/domain/presence/presence";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { say } from "../../shared/desk-state.ts";
import { deskQuery } from "../../shared/queries.ts";

/** Says what the person is doing: at once on screen, taken back in words when the server refuses. */
export function useIntent() {
  const client = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: (body: { readonly intent: ChosenIntent; readonly minutes?: number }) =>
      call(presenceRoutes.setIntent, { body }),
    onMutate: ({ intent }) => {
      const before = client.getQueryData(deskQuery.queryKey)?.presence;
      client.setQueryData(deskQuery.queryKey, (desk) => desk && { ...desk, presence: { ...desk.presence, intent } });
      return { before };
    },
    onSuccess: (presence) => client.setQueryData(deskQuery.queryKey, (desk) => desk && { ...desk, presence }),
    onError: (error, _, kept) => {
      const before = kept?.before;
      if (before) client.setQueryData(deskQuery.queryKey, (desk) => desk && { ...desk, presence: before });
      say(problemText(error));
    },
  });
}

/** Says what comes when the contact in hand ends; null takes it back. */
export function useNext() {
  const client = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: (next: NextIntent | null) => call(presenceRoutes.chooseNext, { body: { next } }),
    onSuccess: (presence) => client.setQueryData(deskQuery.queryKey, (desk) => desk && { ...desk, presence }),
    onError: (error) => {
      say(problemText(error));
    },
  });
}
