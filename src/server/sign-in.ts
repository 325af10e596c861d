import express, { type Router } from "express";
import { COOKIE, cookieValue, isSameText, tooManyText } from "./gate.ts";
import type { WrongTokens } from "./wrong-tokens.ts";

/** Where a person is sent to sign in. */
export const SIGN_IN_PATH = "/sign-in";

const DAYS_SIGNED_IN = 7;
const LARGEST_FORM = "4kb";

/** What signing in takes. */
interface SignInParts {
  readonly token: string;
  /** Whether the world comes by https. */
  readonly isSecure: boolean;
  readonly wrongTokens: WrongTokens;
  readonly onSignedIn: () => void;
}

/** A form that takes the token and keeps the browser signed in. */
export function signIn({ token, isSecure, wrongTokens, onSignedIn }: SignInParts): Router {
  const router = express.Router();
  router.get(SIGN_IN_PATH, (_request, response) => {
    response.type("html").send(form(""));
  });
  const readForm = express.urlencoded({ extended: false, limit: LARGEST_FORM });
  router.post(SIGN_IN_PATH, readForm, (request, response) => {
    const wait = wrongTokens.waitFor(request);
    if (wait > 0) {
      response.status(429).set("Retry-After", String(wait));
      response.type("html").send(form(tooManyText(wait)));
      return;
    }
    const { token: given } = (request.body ?? {}) as { readonly token?: unknown };
    if (typeof given !== "string" || !isSameText(given.trim(), token)) {
      wrongTokens.count(request);
      response.status(401).type("html").send(form("That isn't the token."));
      return;
    }
    onSignedIn();
    response.cookie(COOKIE, cookieValue(token), {
      httpOnly: true,
      sameSite: "strict",
      secure: isSecure,
      maxAge: DAYS_SIGNED_IN * 86_400_000,
    });
    response.redirect(303, "/");
  });
  return router;
}

function form(problem: string): string {
  const alert = problem === "" ? "" : `<p role="alert">${problem}</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sign in · Tally</title>
<link rel="icon" href="/page/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page/style.css">
<link rel="stylesheet" href="/page/sign-in.css">
</head>
<body class="sign-in">
<main>
<h1>Tally</h1>
<form method="post" action="${SIGN_IN_PATH}">
<label for="token">Access token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
${alert}
<button type="submit">Sign in</button>
<p class="hint">Whoever set up this server has it; it is the value of TALLY_WEB_TOKEN.</p>
</form>
</main>
</body>
</html>
`;
}
