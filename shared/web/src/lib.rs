//! Requests in, replies out: routes, cookies, problems, limits and headers, with no runtime in sight.
