import fc from "fast-check";
import nock from "nock";

// No test reaches the network unless it says so itself.
nock.disableNetConnect();
nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\])/);

// Random cases change from day to day, and a failure can be had again all day.
fc.configureGlobal({ seed: Math.floor(Date.now() / 86_400_000) });
