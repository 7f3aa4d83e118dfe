import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Surroundings } from "../shared/intl.tsx";
import { listenForKeys } from "../shared/keys/key-listener.ts";
import type { LiveSocket } from "../shared/live/live-socket.ts";
import { SessionGate } from "./session-gate.tsx";

type AppProps = { readonly client: QueryClient; readonly openSocket: () => LiveSocket };

/** The counsellor's console. */
export function App({ client, openSocket }: AppProps) {
  useEffect(listenForKeys, []);
  return (
    <Surroundings>
      <QueryClientProvider client={client}>
        <SessionGate openSocket={openSocket} />
      </QueryClientProvider>
    </Surroundings>
  );
}
