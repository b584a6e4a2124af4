# Recorded by record.sh: a harmless program is dropped where anyone may write, made setuid, run, and
# the history wiped.
cp /bin/true tool
chmod 4755 tool
./tool
echo one > note
mv note note2
cat note2 | tr o 0 > /dev/null
cat missing
touch .ash_history
rm .ash_history
rm note2 tool
