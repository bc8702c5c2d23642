# Eventcart's image, from the jars that `mvn package` leaves in app/target.
FROM eclipse-temurin:25-jre

RUN groupadd --system --gid 10001 eventcart \
    && useradd --system --uid 10001 --gid eventcart --home-dir /data --shell /usr/sbin/nologin eventcart \
    && install -d -o eventcart -g eventcart -m 0750 /data

COPY app/target/lib /opt/eventcart/lib
COPY app/target/eventcart.jar /opt/eventcart/eventcart.jar

# The AOT cache is good for one build of Java: this one. docs/adr/0009.
RUN ["java", "-XX:AOTCacheOutput=/opt/eventcart/eventcart.aot", "-jar", "/opt/eventcart/eventcart.jar", \
     "--cart.rehearsal=true", "--cart.data-dir=/tmp/rehearsal", "--cart.operator.password=rehearsal", "--server.port=0"]

USER eventcart
WORKDIR /data
VOLUME /data
EXPOSE 8080

# Inside the container it must listen on all addresses, or no published port reaches it: publish it on 127.0.0.1.
ENV SERVER_ADDRESS=0.0.0.0 \
    CART_DATA_DIR=/data

# The image has bash, but need not have curl. 200 is UP; 503 is DOWN.
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /actuator/health HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]

ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "/opt/eventcart/eventcart.jar"]
