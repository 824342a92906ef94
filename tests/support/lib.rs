//! What the tests share: servers, clients, proxies, canaries.
