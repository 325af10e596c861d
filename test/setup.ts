import nock from "nock";

// No test reaches the network unless it says so itself.
nock.disableNetConnect();
nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\])/);
