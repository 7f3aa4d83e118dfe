import type { ContactSummary, DeskView } from "@nightlight/contracts/counsellor/contact";
import type { Disposition } from "@nightlight/domain/contact/disposition";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { create } from "zustand";
import { deskQuery } from "./queries.ts";

type DeskState = {
  /** The contact that the person chose to look at. */
  readonly chosen: string | undefined;
  /** The contact whose reply box gets the focus once it is on screen: only after an accept or an undo. */
  readonly focusReplyOf: string | undefined;
  /** The last thing that has to be said about a command, in words; shown until the next or until it is put away. */
  readonly said: string | undefined;
  /** The ending that was taken back last: its answer stands chosen when the contact is closed again. */
  readonly takenBack: { readonly contactId: string; readonly disposition: Disposition } | undefined;
};

const FIRST: DeskState = { chosen: undefined, focusReplyOf: undefined, said: undefined, takenBack: undefined };

export const useDeskState = create<DeskState>(() => FIRST);

/** Forgets one person's desk. */
export function resetDeskState(): void {
  useDeskState.setState(FIRST);
}

/** Opens a contact in the middle pane; undefined opens whatever is next. */
export function openContact(chosen: string | undefined): void {
  useDeskState.setState({ chosen });
}

/** Says in words what became of a command. */
export function say(said: string | undefined): void {
  useDeskState.setState({ said });
}

/** The rows of "mine": what still wants something from me. What is being closed lives on the undo line. */
export function mine(desk: DeskView | undefined): readonly ContactSummary[] {
  return (desk?.contacts ?? []).filter(({ status }) => status === "active" || status === "wrap_up");
}

/** The contact in the middle pane: the chosen one while it is on the desk, else the first, which then stays open. */
export function useOpenContact(): string | undefined {
  const { data: desk } = useQuery(deskQuery);
  const chosen = useDeskState((state) => state.chosen);
  const rows = mine(desk);
  const openId = (rows.find(({ id }) => id === chosen) ?? rows[0])?.id;
  useEffect(() => {
    // Nothing moves by itself: a row that appears above later does not take the pane.
    openContact(openId);
  }, [openId]);
  return openId;
}
