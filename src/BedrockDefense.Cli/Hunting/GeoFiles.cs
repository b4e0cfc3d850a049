using System.Net;
using BedrockDefense.Hunting;
using MaxMind.Db;

namespace BedrockDefense.Cli.Hunting;

/// <summary>
/// Databases in MaxMind's format that tell where addresses are, such as GeoLite2 City and GeoLite2 ASN ("MaxMind DB File Format
/// Specification"). What the first of them does not tell, a later one may.
/// </summary>
internal sealed class GeoFiles : IDisposable
{
    private const int MostRemembered = 10_000;

    private readonly List<(string File, Reader Reader)> _databases = [];
    private readonly Dictionary<string, GeoPlace> _remembered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileFault> _faults = new(StringComparer.Ordinal);

    private GeoFiles() { }

    /// <summary>What is wrong with the databases, as far as was noticed.</summary>
    public IReadOnlyCollection<FileFault> Faults => _faults.Values;

    /// <summary>Opens databases.</summary>
    /// <param name="files">Their paths.</param>
    /// <param name="faults">Receives what is wrong with them.</param>
    public static GeoFiles Open(IEnumerable<string> files, List<Fault> faults)
    {
        var geo = new GeoFiles();
        foreach (var file in files.Distinct(StringComparer.Ordinal))
        {
            try
            {
                geo._databases.Add((file, new Reader(file, FileAccessMode.MemoryMapped)));
            }
            catch (Exception exception) when (FileReason.Applies(exception))
            {
                faults.Add(Invalid(file, FileReason.Of(exception, file)));
            }
            catch (Exception exception) when (IsDamage(exception))
            {
                faults.Add(Invalid(file, "it is no database in MaxMind's format, or damaged"));
            }
        }

        return geo;
    }

    /// <inheritdoc/>
    public void Dispose() => _databases.ForEach(one => one.Reader.Dispose());

    /// <summary>Says where an address is; null when the text is no address.</summary>
    public GeoPlace? PlaceOf(string? text)
    {
        if (text is null || IpAddressText.Parse(text) is not { } address)
        {
            return null;
        }

        if (!_remembered.TryGetValue(text, out var place))
        {
            if (_remembered.Count == MostRemembered)
            {
                _remembered.Clear();
            }

            var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            place = _databases.Aggregate(GeoPlace.Unknown, (known, one) => known.With(Find(one.File, one.Reader, plain)));
            _remembered.Add(text, place);
        }

        return place;
    }

    private static Fault Invalid(string file, string reason) =>
        new($"--geoip {VisibleText.Quote(file)}: {reason}; write a file such as GeoLite2-City.mmdb or GeoLite2-ASN.mmdb");

    // The reader trusts the numbers in a file, and fails in the ways of the framework where they are wrong.
    private static bool IsDamage(Exception exception) =>
        exception
            is InvalidDatabaseException
                or DeserializationException
                or ArgumentException
                or InvalidOperationException
                or ArithmeticException
                or IndexOutOfRangeException
                or InvalidCastException
                or KeyNotFoundException;

    private GeoPlace Find(string file, Reader reader, IPAddress address)
    {
        try
        {
            return reader.Metadata.IPVersion == 4 && address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork
                    ? GeoPlace.Unknown
                : reader.Find<Dictionary<string, object>>(address) is { } record ? GeoRecord.Read(record)
                : GeoPlace.Unknown;
        }
        catch (Exception exception) when (IsDamage(exception) || FileReason.Applies(exception))
        {
            _faults.TryAdd(file, new FileFault(file, $"what it tells of {address} and perhaps of others cannot be read", null));
            return GeoPlace.Unknown;
        }
    }
}
