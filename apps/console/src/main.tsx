// First of all: it has to be in force before the contracts build their schemas.
import "@nightlight/door/client/zod-setup";
import { fetchLateParts } from "@nightlight/door/client/late";
import { createQueryClient } from "@nightlight/door/client/query-client";
import "@nightlight/ui/tokens/tokens.css";
import "@nightlight/ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { openSocket } from "./shared/live/live-socket.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no #root.");

createRoot(root).render(
  <StrictMode>
    <App client={createQueryClient()} openSocket={openSocket} />
  </StrictMode>,
);

/** The first screen has the line for itself. */
const FETCH_AFTER_MS = 3_000;
setTimeout(() => void fetchLateParts(), FETCH_AFTER_MS);
