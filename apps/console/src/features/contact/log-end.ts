import { contactRoutes, type ContactView } from "@nightlight/contracts/counsellor/contact";
import { call } from "@nightlight/door/client/api";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { deskQuery } from "../../shared/queries.ts";

const NEAR_PX = 48;

type LogEnd = {
  readonly log: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  readonly onScroll: () => void;
  readonly goToEnd: () => void;
};

/** Keeps the newest words in view while the reader is there, leaves the reader alone otherwise, and says what was seen. */
export function useLogEnd(view: ContactView, unsentCount: number): LogEnd {
  const log = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const count = view.messages.length + unsentCount;

  const goToEnd = () => {
    const box = log.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
  };
  const onScroll = () => {
    const box = log.current;
    if (box !== null) setAtEnd(box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX);
  };

  useLayoutEffect(() => {
    if (isAtEnd) goToEnd();
  }, [isAtEnd, count, view.endedBy, view.summary.id]);

  useEffect(() => {
    const box = log.current;
    if (box === null || typeof ResizeObserver === "undefined") return;
    // The box gets smaller when the reply grows or a bar appears: the last words stay in view.
    const observer = new ResizeObserver(() => {
      if (isAtEnd) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => {
      observer.disconnect();
    };
  }, [isAtEnd]);

  useSeen(view, isAtEnd);
  return { log, isAtEnd, onScroll, goToEnd };
}

/** Tells the server what has been looked at: the last words in view, on a visible screen, each once. */
function useSeen(view: ContactView, isInView: boolean): void {
  const client = useQueryClient();
  const contactId = view.summary.id;
  const last = view.messages.findLast(({ from }) => from === "child");
  const messageId = last?.id;
  const isNews = last !== undefined && last.seenAt === null;

  useEffect(() => {
    if (!isInView || !isNews || messageId === undefined) return;
    const tell = () => {
      if (document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", tell);
      client.setQueryData(
        deskQuery.queryKey,
        (desk) =>
          desk && {
            ...desk,
            contacts: desk.contacts.map((row) => (row.id === contactId ? { ...row, unseen: 0 } : row)),
          },
      );
      // A lost receipt is made good by the next one.
      call(contactRoutes.seen, { params: { contactId }, body: { messageId } }).catch(() => undefined);
    };
    document.addEventListener("visibilitychange", tell);
    tell();
    return () => {
      document.removeEventListener("visibilitychange", tell);
    };
  }, [client, contactId, messageId, isInView, isNews]);
}
