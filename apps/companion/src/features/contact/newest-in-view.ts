import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

const NEAR_PX = 160;

/** Keeps the newest words in view: always after the child's own, else only for a reader who was at the end already. */
export function useNewestInView(end: RefObject<HTMLElement>, lines: number, ownUnsent: number): void {
  const isAtEnd = useRef(true);
  const unsentBefore = useRef(ownUnsent);

  useEffect(() => {
    const look = () => {
      const page = document.documentElement;
      isAtEnd.current = page.scrollHeight - page.clientHeight - page.scrollTop < NEAR_PX;
    };
    addEventListener("scroll", look, { passive: true });
    return () => removeEventListener("scroll", look);
  }, []);

  useEffect(() => {
    const hasWritten = ownUnsent > unsentBefore.current;
    unsentBefore.current = ownUnsent;
    if (isAtEnd.current || hasWritten) end.current?.scrollIntoView({ block: "end" });
  }, [end, lines, ownUnsent]);
}
