package io.eventcart.platform.eventstore;

import io.eventcart.platform.sliceapi.StartFault;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a {@link StartFault} as two sentences instead of a stack trace. */
final class StartFaultAnalyzer extends AbstractFailureAnalyzer<StartFault> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StartFault fault) {
        return new FailureAnalysis(fault.getMessage(), fault.remedy(), fault);
    }
}
