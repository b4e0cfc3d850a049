using System.Text;
using System.Xml.Linq;

namespace BedrockDefense.Testing;

/// <summary>An answer of <see cref="FakeBuckets"/>.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
public sealed record FakeAnswer(int Status, byte[] Body)
{
    /// <summary>The headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The number of bytes after which the connection breaks; null when all are sent.</summary>
    public int? SentBytes { get; init; }

    /// <summary>An error (Amazon S3 API Reference, "Error responses").</summary>
    public static FakeAnswer Error(int status, string code, string message) =>
        new(status, Encoding.UTF8.GetBytes(new XElement("Error", new XElement("Code", code), new XElement("Message", message)).ToString()));
}
