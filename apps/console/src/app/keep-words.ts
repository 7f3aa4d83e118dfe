import { useLineState } from "@nightlight/door/line/line-state";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { hasUnsentWords } from "../features/contact/outbox.ts";
import { hasUnsavedFields } from "../features/record/record-fields.ts";
import { saveEverything } from "../features/record/record-keeper.ts";

/** Nothing typed is lost: saved when the line is back and when the page is left; the browser asks before losing a draft. */
export function useKeepWords(): void {
  const client = useQueryClient();
  const isOpen = useLineState((state) => state.link === "open");

  useEffect(() => {
    if (isOpen) void saveEverything(client);
  }, [client, isOpen]);

  useEffect(() => {
    const leave = () => void saveEverything(client, undefined, true);
    const ask = (event: BeforeUnloadEvent) => {
      if (hasUnsavedFields() || hasUnsentWords()) event.preventDefault();
    };
    window.addEventListener("pagehide", leave);
    window.addEventListener("beforeunload", ask);
    return () => {
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("beforeunload", ask);
    };
  }, [client]);
}
