package io.eventcart.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.acceptance.ShopClient;
import io.eventcart.app.http.RequestIdAcceptance;
import io.eventcart.app.http.SlowBodyAcceptance;
import io.eventcart.app.limits.LimitsAcceptance;
import io.eventcart.eventmodels.Board;
import io.eventcart.eventmodels.Element;
import io.eventcart.platform.sliceapi.PageController;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.updates.UpdateChecker;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@DisplayName("Who may call what")
@DirtiesContext // Its data directory goes with the class.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "cart.operator.password=secret",
        LimitsAcceptance.LIMITS})
class RoutesTest implements LimitsAcceptance, SlowBodyAcceptance, RequestIdAcceptance {
    /** What the contract opens to everybody, and the event model, drawn. */
    private static final Set<String> OPEN = Set.of("POST /api/session", "GET /problems/{kind}", "GET /event-model",
            "GET /event-model/{slice}", "GET /v3/api-docs",
            "GET /v3/api-docs.yaml", "GET /v3/api-docs/swagger-config", "GET /swagger-ui.html",
            "GET /assets/{hash}/{name}", "/error");
    /** What the contract gives to shoppers. */
    private static final Set<String> SHOPPERS = Set.of("POST /api/carts", "GET /api/carts", "GET /api/carts/{cartId}",
            "GET /api/carts/{cartId}/updates", "POST /api/carts/{cartId}/items",
            "DELETE /api/carts/{cartId}/items/{productId}", "POST /api/carts/{cartId}/checkout", "GET /api/products",
            "GET /api/receipts/{cartId}");

    /** What the contract gives to the owner and the operator. */
    private static final Set<String> READERS = Set.of("GET /api/carts/{cartId}/history",
            "GET /api/carts/{cartId}/diff", "POST /api/carts/{cartId}/bisect", "GET /api/shoppers/{shopperId}/data");
    /** What the contract keeps for the operator. */
    private static final Set<String> OPERATORS = Set.of("GET /api/audit", "POST /api/audit/verify",
            "GET /api/audit/verify", "POST /api/audit/bisect", "DELETE /api/shoppers/{shopperId}",
            "GET /api/projections", "GET /api/projections/{name}", "POST /api/projections/{name}/replay",
            "POST /api/projections/{name}/rollback", "POST /api/projections/{name}/discard",
            "POST /api/projections/{name}/pause", "POST /api/projections/{name}/resume", "GET /api/dead-letters",
            "GET /api/dead-letters/{id}", "POST /api/dead-letters/{id}/retry", "DELETE /api/dead-letters/{id}",
            "GET /api/events", "GET /api/insights", "POST /api/insights/funnel", "GET /api/insights/abandonment",
            "GET /api/insights/products", "GET /api/insights/before-checkout", "GET /api/insights/series",
            "POST /api/insights/query", "GET /api/insights/ocel", "GET /api/insights/questions",
            "GET /api/insights/questions/{name}", "PUT /api/insights/questions/{name}",
            "DELETE /api/insights/questions/{name}", "POST /api/insights/questions/{name}/ask");

    @TempDir
    static Path dataDir;

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    @Autowired
    private ApplicationContext context;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("cart.data-dir", dataDir::toString);
    }

    private static final AtomicInteger FILTERED = new AtomicInteger();

    /** Stands behind all other filters, as an endpoint would. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Behind {
        @Bean
        WebMvcConfigurer failing() {
            return new WebMvcConfigurer() {
                @Override
                public void addInterceptors(InterceptorRegistry interceptors) {
                    interceptors.addInterceptor(new HandlerInterceptor() {
                        @Override
                        public boolean preHandle(HttpServletRequest request, HttpServletResponse response,
                                Object handler) {
                            if (request.getHeader(FAILING) != null) {
                                throw new IllegalStateException("unforeseen");
                            }
                            return true;
                        }
                    }).order(Ordered.LOWEST_PRECEDENCE);
                }
            };
        }

        @Bean
        OncePerRequestFilter counting() {
            return new OncePerRequestFilter() {
                @Override
                protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
                        FilterChain chain) throws ServletException, IOException {
                    FILTERED.incrementAndGet();
                    chain.doFilter(request, response);
                }
            };
        }
    }

    @Override
    public int filtered() {
        return FILTERED.getAndSet(0);
    }

    @Override
    public URI shop() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(
                StandardCharsets.UTF_8));
    }

    private Set<String> mapped() {
        return mapped(false);
    }

    private Set<String> pages() {
        return mapped(true);
    }

    private Set<String> mapped(boolean pages) {
        var mapped = new TreeSet<String>();
        routes.getHandlerMethods().forEach((route, handler) -> {
            if (handler.getBeanType().isAnnotationPresent(PageController.class) != pages) {
                return;
            }
            var methods = route.getMethodsCondition().getMethods();
            route.getPatternValues().forEach(path -> {
                if (methods.isEmpty()) {
                    mapped.add(path);
                }
                methods.forEach(method -> mapped.add(method + " " + path));
            });
        });
        return mapped;
    }

    @Test
    @DisplayName("there is no route that neither contract nor models know")
    void mapsTheContractOnly() {
        var known = new TreeSet<>(OPEN);
        known.addAll(SHOPPERS);
        known.addAll(READERS);
        known.addAll(OPERATORS);
        Board.read(Path.of("../event-models/models")).elements().map(Element::apiEndpoint).filter(Objects::nonNull)
                .forEach(known::add);

        assertThat(mapped())
                .as("name a new route as apiEndpoint in the slice's model, or here if it is one of the contract")
                .isEqualTo(known);
    }

    @Test
    @DisplayName("every route that the contract does not open is closed to who does not say who they are")
    void closesRoutes() {
        var stranger = ShopClient.anonymous(shop());
        for (var route : mapped()) {
            if (!OPEN.contains(route)) {
                var method = route.substring(0, route.indexOf(' '));
                var path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{.*?}",
                        "7b0c0f5e-9d3f-4c5e-8a53-0f3a5c1f9f10");
                assertThat(stranger.send(method, path, "").status()).as(route).isEqualTo(401);
            }
        }
    }

    @Test
    @DisplayName("the operator's pages lead a stranger to the sign-in, and no form is taken without the page's token")
    void closesPages() {
        var stranger = ShopClient.anonymous(shop());
        assertThat(pages()).contains("GET /", "POST /sign-in");
        for (var route : pages()) {
            var method = route.substring(0, route.indexOf(' '));
            var path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{.*?}",
                    "7b0c0f5e-9d3f-4c5e-8a53-0f3a5c1f9f10");
            var answer = stranger.send(method, path, "");
            if (method.equals("POST")) {
                assertThat(answer.status()).as(route).isEqualTo(403);
            } else if (path.startsWith("/operator")) {
                assertThat(answer.status()).as(route).isEqualTo(303);
                assertThat(answer.header("Location")).as(route).startsWith("/sign-in?next=%2Foperator");
            }
        }
    }

    @Test
    @DisplayName("the operator's session in a browser begins with the password and ends with the sign-out")
    void signsIn() {
        var browser = ShopClient.anonymous(shop());
        var form = browser.get("/sign-in");
        var wrong = send(browser, "/sign-in", form, "&password=wrong&next=/sign-in");
        var right = send(browser, "/sign-in", form, "&password=secret&next=//evil.example");
        var session = right.header("Set-Cookie");
        var cookie = formCookie(form) + "; " + session.replaceFirst(";.*", "");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text()).contains("This is not the operator's password");
        assertThat(right.status()).isEqualTo(303);
        assertThat(right.header("Location")).isEqualTo("/operator");
        assertThat(session).startsWith("eventcart_operator=").contains("HttpOnly", "SameSite=Strict");
        assertThat(browser.get("/", "Cookie", cookie).text()).contains("Sign out");
        assertThat(browser.get("/api/audit", "Cookie", cookie).status()).isEqualTo(401);

        assertThat(browser.send("POST", "/sign-out", fields(form), "Cookie", cookie, "Content-Type", FORM).status())
                .isEqualTo(303);
        assertThat(browser.get("/", "Cookie", cookie).text()).doesNotContain("Sign out");
    }

    @Test
    @DisplayName("a form that is sent twice puts its product into the cart once")
    void takesAFormOnce() {
        var browser = ShopClient.anonymous(shop());
        var page = browser.get("/?q=mug");
        var product = "&quantity=2&back=/%3Fq%3Dmug&productId=mug-stoneware";
        var first = send(browser, "/cart/items", page, product);
        var guest = first.headers().allValues("Set-Cookie").stream().filter(set -> set.startsWith("eventcart_session"))
                .findFirst().orElseThrow().replaceFirst(";.*", "");
        var again = browser.send("POST", "/cart/items", fields(page) + product, "Cookie",
                formCookie(page) + "; " + guest, "Content-Type", FORM);
        var token = guest.substring(guest.indexOf('=') + 1);
        var shopper = ShopClient.with(shop(), "Bearer " + token);
        var cart = shopper.get("/api/carts").json().at("/items/0/cartId").asString();

        assertThat(first.status()).isEqualTo(303);
        assertThat(first.header("Location")).isEqualTo("/?q=mug#product-mug-stoneware");
        assertThat(again.status()).isEqualTo(303);
        assertThat(shopper.cart(cart, 2).json().at("/itemCount").asInt()).isEqualTo(2);
    }

    private static final String FORM = "application/x-www-form-urlencoded";

    private static ShopClient.Answer send(ShopClient browser, String path, ShopClient.Answer page, String fields) {
        return browser.send("POST", path, fields(page) + fields, "Cookie", formCookie(page), "Content-Type", FORM);
    }

    private static String formCookie(ShopClient.Answer page) {
        return page.header("Set-Cookie").replaceFirst(";.*", "");
    }

    /** The hidden fields of the page's first form that writes. */
    private static String fields(ShopClient.Answer page) {
        var hidden = Pattern.compile("name=\"(_csrf|operation)\" value=\"([^\"]+)\"").matcher(page.text());
        return hidden.results().limit(2).map(field -> field.group(1) + "=" + field.group(2))
                .collect(Collectors.joining("&"));
    }

    @Test
    @DisplayName("a page runs its own scripts only, stands in no frame, and is kept by no cache")
    void guardsPages() {
        var page = ShopClient.anonymous(shop()).get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "script-src 'self';",
                "frame-ancestors 'none'", "form-action 'self'").doesNotContain("unsafe");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict");
        assertThat(page.text()).doesNotContain("style=\"", "<script>", "onclick");
    }

    @Test
    @DisplayName("the event model is shown to everybody, and its pages fetch and run nothing")
    void showsTheEventModel() {
        var stranger = ShopClient.anonymous(shop());
        var board = stranger.get("/event-model");
        var slice = stranger.get("/event-model/add-item");

        assertThat(board.status()).isEqualTo(200);
        assertThat(board.text()).contains("<svg", "href=\"/event-model/add-item\"");
        assertThat(board.header("Content-Security-Policy")).startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(slice.status()).isEqualTo(200);
        assertThat(slice.text()).contains("a cart does not take 101 different products", "href=\"/event-model\"");
        assertThat(stranger.get("/event-model/no-such-slice").problem()).isEqualTo("/problems/not-found");
        assertThat(stranger.get("/event-model/..%2f..%2fapplication").status()).isIn(400, 401, 404);
    }

    @Test
    @DisplayName("the operator's endpoints are closed to shoppers, and a shopper's to the operator")
    void keepsRolesApart() {
        var operator = ShopClient.with(shop(), basic("operator", "secret"));
        var guest = ShopClient.guest(shop());

        assertThat(operator.get("/actuator/metrics").status()).isEqualTo(200);
        assertThat(guest.get("/actuator/metrics").status()).isEqualTo(403);
        assertThat(guest.get("/actuator/heapdump").status()).isEqualTo(403);
        assertThat(guest.postJson("/api/audit/bisect", "{\"condition\":\"true\"}").status()).isEqualTo(403);
        assertThat(operator.get("/api/carts").status()).isEqualTo(403);
        assertThat(ShopClient.anonymous(shop()).get("/actuator").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing", "/api/carts/7b0c0f5e-9d3f-4c5e-8a53-0f3a5c1f9f10/nothing",
            "/api/audit/nothing",
            "/api/projections/a/b/c", "/api/"})
    @DisplayName("an address of the API that leads nowhere is not found by whoever says who they are")
    void findsNothing(String path) {
        var operator = ShopClient.with(shop(), basic("operator", "secret"));

        for (var known : List.of(operator, ShopClient.guest(shop()))) {
            for (var method : List.of("GET", "POST", "DELETE")) {
                var answer = known.send(method, path, "");
                assertThat(answer.status()).as(method).isEqualTo(404);
                assertThat(answer.problem()).isEqualTo("/problems/not-found");
            }
        }
        assertThat(ShopClient.anonymous(shop()).get(path).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("a page of another origin can't use the password that the operator's browser remembers")
    void guardsThePassword() {
        var operator = ShopClient.with(shop(), basic("operator", "secret"));
        var path = "/api/projections/cart-summary/discard";

        assertThat(operator.post(path, "Sec-Fetch-Site", "cross-site").problem()).isEqualTo("/problems/cross-origin");
        assertThat(operator.post(path, "Origin", "http://evil.example").problem()).isEqualTo("/problems/cross-origin");
        assertThat(operator.post(path, "Origin", "null").problem()).isEqualTo("/problems/cross-origin");
        assertThat(operator.post(path).problem()).isEqualTo("/problems/standby-copy-empty");
        assertThat(operator.post(path, "Sec-Fetch-Site", "same-origin").problem())
                .isEqualTo("/problems/standby-copy-empty");
        assertThat(ShopClient.guest(shop()).post("/api/carts", "Origin", "http://elsewhere.example").status())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("a browser is shown a page for a problem, with its links and code, and anything else plain text")
    void explainsProblems() {
        var stranger = ShopClient.anonymous(shop());
        var page = stranger.get("/problems/unauthorized", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(page.text()).contains("<h1>Who are you?</h1>", "<strong>What now?</strong>",
                "<code>POST /api/session</code>").doesNotContain("**", "`");
        var text = stranger.get("/problems/unauthorized", "Accept", "*/*");
        assertThat(text.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        assertThat(text.text()).contains("What now?").doesNotContain("**", "`", "<");
    }

    @Test
    @DisplayName("what the server refuses before an endpoint sees it is a problem too")
    void refusesInJson() {
        var guest = ShopClient.guest(shop());

        for (var path : List.of("/api/carts/a%2Fb", "/api/carts/%00", "/api//carts", "/api/carts;x")) {
            var refused = guest.get(path);
            assertThat(refused.status()).as(path).isEqualTo(400);
            assertThat(refused.problem()).as(path).isEqualTo("/problems/invalid-request");
        }
        assertThat(guest.send("FOO", "/api/carts", "").problem()).isEqualTo("/problems/method-not-allowed");
    }

    @Test
    @DisplayName("what is open to read is open to be asked for its head")
    void opensHeads() {
        assertThat(List.of("/actuator/health", "/v3/api-docs", "/problems/cart-full"))
                .allSatisfy(path -> assertThat(ShopClient.anonymous(shop()).send("HEAD", path, "").status())
                        .as(path).isEqualTo(200));
    }

    @Test
    @DisplayName("wrong, forged and missing credentials are refused alike")
    void refusesBadCredentials() {
        var token = ShopClient.anonymous(shop()).post("/api/session").json().path("token").asString();
        var forged = token.substring(0, token.length() - 4) + (token.endsWith("AAAA") ? "BBBB" : "AAAA");
        var unsigned = "eyJhbGciOiJub25lIn0." + token.split("\\.", -1)[1] + ".";

        assertThat(List.of("Bearer " + forged, "Bearer " + unsigned, "Bearer x", basic("operator", "wrong"),
                basic("root", "secret")))
                .allSatisfy(credentials -> {
                    var refused = ShopClient.with(shop(), credentials).get("/api/carts");
                    assertThat(refused.status()).isEqualTo(401);
                    assertThat(refused.problem()).isEqualTo("/problems/unauthorized");
                });
    }

    @Test
    @DisplayName("a browser's cookie stands for the token, and no page of another origin may write with it")
    void guardsTheCookie() {
        var stranger = ShopClient.anonymous(shop());
        var session = stranger.post("/api/session");
        var cookie = session.header("Set-Cookie");
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/").doesNotContain("Secure");
        var sent = cookie.substring(0, cookie.indexOf(';'));

        assertThat(stranger.post("/api/carts", "Cookie", sent, "Sec-Fetch-Site", "same-origin").status())
                .isEqualTo(201);
        assertThat(stranger.post("/api/carts", "Cookie", sent).status()).isEqualTo(201);
        var foreign = stranger.post("/api/carts", "Cookie", sent, "Sec-Fetch-Site", "cross-site");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.problem()).isEqualTo("/problems/cross-origin");
        assertThat(stranger.post("/api/carts", "Cookie", sent, "Sec-Fetch-Site", "same-site").status()).isEqualTo(403);
        assertThat(stranger.post("/api/carts", "Cookie", sent, "Origin", "http://evil.example").status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("a cookie that is no longer good does not stand in the way of a new session")
    void renewsASession() {
        assertThat(ShopClient.anonymous(shop()).post("/api/session", "Cookie", "eventcart_session=old").status())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("an answer names no version of the server and shows no stack trace")
    void keepsItsInsidesToItself() {
        var answers = List.of(ShopClient.anonymous(shop()).get("/nothing"),
                ShopClient.guest(shop()).get("/api/carts/%20"), ShopClient.guest(shop()).get("/nothing"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.text()).doesNotContain("Exception", "at io.", "Tomcat", "Spring");
            assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
        });
    }

    @Test
    @DisplayName("the key that signs sessions can be read by its owner alone")
    void hidesTheKey() throws Exception {
        var mode = Files.getPosixFilePermissions(dataDir.resolve("session.key"));

        assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
    }

    @Test
    @DisplayName("the API page describes every call of the contract, as OpenAPI 3.1")
    void describesTheApi() {
        var api = ShopClient.anonymous(shop()).get("/v3/api-docs").json();

        assertThat(api.path("openapi").asString()).startsWith("3.1");
        for (var route : Stream.of(SHOPPERS, READERS, OPERATORS).flatMap(Set::stream).toList()) {
            var method = route.substring(0, route.indexOf(' ')).toLowerCase(Locale.ROOT);
            assertThat(api.path("paths").path(route.substring(route.indexOf(' ') + 1)).has(method)).as(route).isTrue();
        }
    }

    @Test
    @DisplayName("the API page says what goes in, what comes out, and who may call")
    void describesCalls() {
        var api = ShopClient.anonymous(shop()).get("/v3/api-docs").json();
        var paths = api.path("paths");
        var schemas = api.at("/components/schemas");

        assertThat(paths.has("/error")).isFalse();
        assertThat(schemas.path("AddItemRequest").path("properties").has("productId")).isTrue();
        assertThat(schemas.path("CheckOutRequest").path("properties").has("deliverTo")).isTrue();
        assertThat(schemas.at("/CartView/properties/total/properties").propertyNames())
                .containsExactlyInAnyOrder("amount", "currency");
        assertThat(schemas.at("/CartView/properties/checkedOutAt/type").toString()).contains("null");
        var create = paths.path("/api/carts").path("post");
        assertThat(create.path("responses").has("201")).isTrue();
        assertThat(create.at("/responses/201/headers").propertyNames()).contains("ETag", "Location");
        assertThat(paths.path("/api/session").path("post").path("security").isEmpty()).isTrue();
        assertThat(paths.path("/api/audit").path("get").path("security").toString()).contains("operator");
    }

    @Test
    @DisplayName("the API page says of every call, in plain words, what it is for")
    void describesEveryCall() {
        var api = ShopClient.anonymous(shop()).get("/v3/api-docs").json();
        var tags = api.path("tags").valueStream().map(tag -> tag.path("name").asString()).toList();

        api.path("paths").forEachEntry((path, calls) -> calls.forEachEntry((method, call) -> {
            var what = method + " " + path + ": give the endpoint's method an @Operation, and its class a @Tag";
            assertThat(call.path("summary").asString()).as(what).isNotBlank();
            assertThat(call.path("description").asString()).as(what).endsWith(".");
            assertThat(call.path("tags").valueStream().map(tag -> tag.asString())).as(what).isNotEmpty()
                    .isSubsetOf(tags);
        }));
        assertThat(tags).allMatch(tag -> tag.matches("[A-Z][a-z ]+"));
    }

    @Test
    @DisplayName("nothing phones home: Axon's update checker is not there")
    void callsNobody() {
        assertThat(context.getBeanNamesForType(UpdateChecker.class)).isEmpty();
    }
}
