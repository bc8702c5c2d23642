package io.eventcart.bench.crudcart;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

interface CartRepository extends JpaRepository<CrudCart, UUID> {
    @Override
    @EntityGraph(attributePaths = "lines")
    Optional<CrudCart> findById(UUID id);
}
