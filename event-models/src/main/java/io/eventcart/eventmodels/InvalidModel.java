package io.eventcart.eventmodels;

import java.util.List;
import java.util.stream.Collectors;

/** The model has faults. The message has a line for each finding. */
@SuppressWarnings("serial")
public final class InvalidModel extends RuntimeException {
    private final List<Finding> findings;

    public InvalidModel(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }
}
