package io.eventcart.forgetshopper;

import io.eventcart.forgetshopper.ForgetShopper.Erasure;
import io.eventcart.forgetshopper.ForgetShopperHandler.ShopperNotFound;
import io.eventcart.platform.sliceapi.Commands;
import io.eventcart.platform.sliceapi.Eventually;
import io.eventcart.platform.sliceapi.MayCall;
import io.eventcart.platform.sliceapi.MayCall.Caller;
import io.eventcart.sharedkernel.Reader;
import io.eventcart.sharedkernel.ShopperId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Shoppers", description = "What is held about a shopper, and its erasure.")
@RequestMapping("/api/shoppers/{shopperId}")
final class ForgetShopperEndpoint {
    private final Commands commands;
    private final Forgetting forgetting;
    private final ShopperRecords records;

    ForgetShopperEndpoint(Commands commands, Forgetting forgetting, ShopperRecords records) {
        this.commands = commands;
        this.forgetting = forgetting;
        this.records = records;
    }

    @Operation(summary = "Erase a shopper's personal data", description = "Destroys the key that the personal data is encrypted with. The events stay, unreadable "
            + "where they were personal. There is no way back.")
    @MayCall(Caller.OPERATOR)
    @DeleteMapping
    Erasure forget(@PathVariable ShopperId shopperId) {
        isKnown(shopperId);
        var erasure = commands.send(new ForgetShopper(shopperId));
        // The event processor does the same a moment later, but the answer promises that the data is already erased.
        forgetting.forget(shopperId);
        return erasure;
    }

    @Operation(summary = "Show what is held about a shopper", description = "Everything that the shop holds about the shopper, readable, in one JSON object. The "
            + "shopper and the operator may ask.")
    @MayCall({Caller.VISITOR, Caller.OPERATOR})
    @GetMapping(path = "/data", produces = MediaType.APPLICATION_JSON_VALUE)
    void data(Reader reader, @PathVariable ShopperId shopperId, HttpServletResponse response) throws IOException {
        var isOwn = shopperId.equals(reader.shopperId());
        if (!isOwn && !(reader.mayRead(shopperId) && isKnown(shopperId))) {
            throw new ShopperNotFound(shopperId);
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        records.write(shopperId, response.getOutputStream());
    }

    /** Waits for a new shopper's data, since the views may lag. */
    private boolean isKnown(ShopperId shopper) {
        return Eventually.find(() -> records.areThereOf(shopper) ? Optional.of(shopper) : Optional.empty()).isPresent();
    }
}
