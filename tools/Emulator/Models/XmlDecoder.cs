using System.Xml.Linq;

namespace BedrockDefense.Emulator.Models;

/// <summary>Reads XML bodies.</summary>
internal sealed class XmlDecoder(ServiceModel model, DecodedCall call)
{
    /// <summary>Reads a body into the call's input.</summary>
    /// <param name="payload">The member that is the whole body; null when the members are elements of the body.</param>
    /// <param name="members">The members that a body may have.</param>
    /// <param name="root">The body.</param>
    public void Read(Member? payload, IEnumerable<Member> members, XElement root)
    {
        if (payload is null)
        {
            foreach (var (name, value) in Structure(root.Name.LocalName, members, root))
            {
                call.Input[name] = value;
            }

            return;
        }

        var expected = payload.LocationName ?? payload.Shape;
        if (root.Name.LocalName != expected)
        {
            call.WireFaults.Add(new Violation(payload.Name, "unknown-member", root.Name.LocalName, $"the element is {expected}"));
        }

        if (
            payload.Namespace is { } wanted
            && root.DescendantsAndSelf().FirstOrDefault(element => element.Name.NamespaceName != wanted) is { } foreign
        )
        {
            call.WireFaults.Add(new Violation(foreign.Name.LocalName, "namespace", foreign.Name.NamespaceName, wanted));
        }

        call.Input[payload.Name] = Value(payload, root);
    }

    private object? Value(Member reference, XElement element)
    {
        var shape = model.Of(reference);
        return shape.Type switch
        {
            "structure" => Structure(shape.Name, shape.Members.Values, element),
            "list" => element.Elements().Select(one => Item(shape, one)).ToList(),
            "map" => element
                .Elements()
                .ToDictionary(
                    entry => Child(entry, shape.Key!.LocationName ?? "key")?.Value ?? "",
                    entry => Child(entry, shape.Value!.LocationName ?? "value") is { } value ? Value(shape.Value!, value) : null
                ),
            _ => WireValues.FromText(shape, element.Value),
        };
    }

    private object? Item(Shape list, XElement element)
    {
        var expected = list.Element!.LocationName ?? "member";
        if (element.Name.LocalName != expected)
        {
            call.WireFaults.Add(
                new Violation(element.Name.LocalName, "unknown-member", element.Value, $"the elements of {list.Name} are {expected}")
            );
        }

        return Value(list.Element, element);
    }

    private Dictionary<string, object?> Structure(string name, IEnumerable<Member> members, XElement element)
    {
        Dictionary<string, object?> read = [];
        HashSet<XElement> seen = [];
        foreach (var member in members)
        {
            var shape = model.Of(member);
            if (member.IsAttribute)
            {
                if (element.Attributes().FirstOrDefault(one => one.Name.LocalName == member.WireName.Split(':')[^1]) is { } attribute)
                {
                    read[member.Name] = attribute.Value;
                }

                continue;
            }

            var wire = shape.IsFlattened ? shape.Element?.LocationName ?? member.WireName : member.WireName;
            List<XElement> found = [.. element.Elements().Where(one => one.Name.LocalName == wire)];
            seen.UnionWith(found);
            if (found.Count == 0)
            {
                continue;
            }

            read[member.Name] = shape.IsFlattened ? found.Select(one => Value(shape.Element!, one)).ToList() : Value(member, found[0]);
            call.WireFaults.AddRange(
                found
                    .Skip(shape.IsFlattened ? found.Count : 1)
                    .Select(one => new Violation(wire, "twice", one.Value, $"{name} has it once"))
            );
        }

        foreach (var stranger in element.Elements().Where(one => !seen.Contains(one)))
        {
            read[stranger.Name.LocalName] = stranger.Value;
        }

        return read;
    }

    private static XElement? Child(XElement parent, string name) => parent.Elements().FirstOrDefault(one => one.Name.LocalName == name);
}
