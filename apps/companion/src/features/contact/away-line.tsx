import { useEffect, useState } from "preact/hooks";
import { machineNow } from "../../shared/clock.ts";
import { useWords } from "../../shared/words.ts";

/** Says that the network is gone, and for how long. Read out once; the seconds are for the eye. */
export function AwayLine({ since }: { readonly since: number }) {
  const words = useWords();
  const [now, setNow] = useState(machineNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(machineNow()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p class="offline">
      {words.offline} <span aria-hidden="true">{words.offlineFor(Math.max(0, Math.floor((now - since) / 1_000)))}</span>
    </p>
  );
}
